<?php // SPDX-License-Identifier: MIT
if ($message->html === null) {
  echo $part('sent-text');
  return;
}
$address = "/sent/$message->name";
$looks = ['page' => $address, 'light' => "$address?scheme=light", 'dark' => "$address?scheme=dark"];
?>
<div class="letters">
  <section class="card flush" aria-labelledby="as-html">
    <div class="letter-head">
      <h2 id="as-html"><?= e($t('sent.html')) ?></h2>
      <nav class="chips" aria-label="<?= e($t('sent.scheme')) ?>">
        <?php foreach ($looks as $look => $href): ?>
          <a class="chip" href="<?= e($href) ?>"<?= $look === ($scheme ?? 'page')
            ? ' aria-current="true"' : '' ?>><?= e($t("sent.scheme.$look")) ?></a>
        <?php endforeach ?>
      </nav>
    </div>
    <iframe sandbox title="<?= e($t('sent.html')) ?>" loading="lazy"
      <?= $scheme === null ? '' : 'class="in-' . e($scheme) . '"' ?>
      src="<?= e($address) ?>/html"></iframe>
  </section>
  <?= $part('sent-text') ?>
</div>

<?php // SPDX-License-Identifier: MIT
$culprit = $estimate->culprit;
?>
<section class="card texted" aria-labelledby="as-text">
  <h2 class="hidden" id="as-text"><?= e($t('sent.text')) ?></h2>
  <div class="phone">
    <p class="bubble letter" dir="auto"<?= lang($language) ?>><?= e($message->text) ?></p>
  </div>
  <dl class="facts">
    <dt><?= e($t('sms.encoding')) ?></dt>
    <dd><?= e($estimate->encoding) ?></dd>
    <?php if ($culprit !== null): ?>
      <dt><?= e($t('sms.culprit')) ?></dt>
      <dd><?= e($t('sms.culprit.which', ['character' => $culprit->character,
        'code' => $culprit->codePoint, 'n' => $culprit->position + 1])) ?></dd>
    <?php endif ?>
    <dt><?= e($t('sms.units')) ?></dt>
    <dd><?= e($estimate->units) ?></dd>
    <dt><?= e($t('sms.parts')) ?></dt>
    <dd><?= e($estimate->parts) ?></dd>
    <?php if ($estimate->cost !== null): ?>
      <dt><?= e($t('sms.price')) ?></dt>
      <dd><?= e($t->money($estimate->cost, $estimate->currency)) ?></dd>
    <?php endif ?>
  </dl>
</section>

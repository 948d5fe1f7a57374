<?php // SPDX-License-Identifier: MIT
$kinds = ['email', 'sms', 'push'];
?>
<h1><?= e($t('sent.title')) ?></h1>
<p class="soft"><?= e($t($visit->account->isSuperAdmin() ? 'sent.everybody' : 'sent.own')) ?>
  <?= e($t('sent.about')) ?></p>
<?php if ($bill !== null): ?><?= $part('bill') ?><?php endif ?>
<nav class="chips" aria-label="<?= e($t('filter.which')) ?>">
  <a class="chip" href="/sent"<?= $kind === null ? ' aria-current="true"' : '' ?>><?=
    e($t('sent.all')) ?></a>
  <?php foreach ($kinds as $each): ?>
    <a class="chip" href="/sent?kind=<?= e($each) ?>"<?= $kind === $each ? ' aria-current="true"'
      : '' ?>><?= icon($each) ?><?= e($t("sent.kind.$each")) ?></a>
  <?php endforeach ?>
</nav>
<?php if ($messages === []): ?>
  <div class="empty card"><?= icon('calm') ?><p><?= e($t('sent.none')) ?></p></div>
<?php else: ?>
  <ul class="rows card">
    <?php foreach ($messages as $each):
      $reader = $readers[$each->to] ?? null;
      $read = $each->language() ?? $reader?->locale; ?>
      <li class="row">
        <span class="row-icon"><?= icon($each->kind) ?></span>
        <div class="row-text">
          <h2 class="row-title"><a class="row-link" dir="auto"<?=
            lang($each->language()) ?> href="/sent/<?= e($each->name) ?>"><?=
              e($each->title === '' ? $t('sent.empty') : $each->title) ?></a></h2>
          <p class="row-meta">
            <time datetime="<?= e($visit->calendar->iso($each->at)) ?>"><?=
              e($visit->calendar->seconds($each->at)) ?></time>
            <span><?= e($t("sent.a.$each->kind")) ?></span>
            <span><?= e($t('sent.to', ['name' => $reader->name ?? $each->to])) ?></span>
            <?php if ($read !== null): ?>
              <span><?= e($t->name('sent.in', $read)) ?></span>
            <?php endif ?>
          </p>
        </div>
      </li>
    <?php endforeach ?>
  </ul>
<?php endif ?>

<?php // SPDX-License-Identifier: MIT
$kinds = ['email', 'sms', 'push'];
?>
<h1><?= e($t('sent.title')) ?></h1>
<p class="soft"><?= e($t($visit->account->isSuperAdmin() ? 'sent.everybody' : 'sent.own')) ?>
  <?= e($t('sent.about')) ?></p>
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
    <?php foreach ($messages as $each): ?>
      <li class="row">
        <span class="row-icon"><?= icon($each->kind) ?></span>
        <div class="row-text">
          <h2 class="row-title"><a class="row-link" dir="auto"
            href="/sent/<?= e($each->name) ?>"><?=
              e($each->title === '' ? $t('sent.empty') : $each->title) ?></a></h2>
          <p class="row-meta">
            <time datetime="<?= e($visit->calendar->iso($each->at)) ?>"><?=
              e($visit->calendar->seconds($each->at)) ?></time>
            <span><?= e($t("sent.a.$each->kind")) ?></span>
            <span><?= e($t('sent.to', ['name' => $people[$each->to] ?? $each->to])) ?></span>
          </p>
        </div>
      </li>
    <?php endforeach ?>
  </ul>
<?php endif ?>

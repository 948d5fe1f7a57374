<?php // SPDX-License-Identifier: MIT
$told = $explanation->notification;
$marks = ['delivered' => 'success', 'failed' => 'error', 'unknown' => 'warning',
  'waiting' => 'clock', 'ready' => 'clock', 'claimed' => 'clock'];
?>
<nav class="crumbs">
  <a href="/notifications"><?= icon('back') ?><?= e($t('centre.title')) ?></a>
</nav>
<h1><?= e($t('why.title')) ?></h1>
<section class="card lead">
  <h2 dir="auto"><?= e($row->title ?? $told['type']) ?></h2>
  <?php if ($row !== null): ?><p dir="auto"><?= e($row->body) ?></p><?php endif ?>
  <dl class="facts">
    <dt><?= e($t('filter.category')) ?></dt>
    <dd><?= e($t->name('category', $told['category'])) ?></dd>
    <dt><?= e($t('why.when')) ?></dt>
    <dd><?= e($visit->calendar->whole(
      new DateTimeImmutable('@' . intdiv($told['created_ms'], 1000)))) ?></dd>
    <dt><?= e($t('why.presence')) ?></dt>
    <dd><?= e($t("why.presence.$explanation->presence")) ?></dd>
    <dt><?= e($t('why.seen')) ?></dt>
    <dd><?= e($explanation->seenAt === null ? $t('why.never')
      : $visit->calendar->whole($explanation->seenAt)) ?></dd>
    <dt><?= e($t('why.read')) ?></dt>
    <dd><?= e($explanation->readAt === null ? $t('why.never')
      : $visit->calendar->whole($explanation->readAt)) ?></dd>
  </dl>
</section>
<section class="card" aria-labelledby="ladder">
  <h2 id="ladder"><?= e($t('why.ladder')) ?></h2>
  <p class="soft"><?= e($t('why.explained')) ?></p>
  <ol class="ladder">
    <?php foreach ($explanation->rungs as $rung): ?>
      <li class="rung is-<?= e($rung->state) ?>">
        <?= icon($marks[$rung->state] ?? 'skip') ?>
        <div>
          <p><?= e($rung->sentence) ?></p>
          <?php if ($rung->settledAt !== null || $rung->due !== null): ?>
            <p class="soft"><?= e($visit->calendar->seconds($rung->settledAt ?? $rung->due)) ?></p>
          <?php endif ?>
        </div>
      </li>
    <?php endforeach ?>
  </ol>
  <p><a href="/preferences#channels"><?= e($t('why.choose')) ?></a></p>
</section>

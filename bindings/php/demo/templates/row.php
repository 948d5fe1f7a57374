<?php // SPDX-License-Identifier: MIT
$name = "$where-$row->id";
$toggle = $row->isUnread ? 'read' : 'unread';
?>
<li class="row is-<?= e($row->severity) ?><?= $row->isUnread ? ' is-unread' : '' ?>"
  data-id="<?= e($row->id) ?>"<?= $row->isUnseen ? ' data-unseen' : '' ?>>
  <span class="row-icon"><?= icon($row->icon) ?></span>
  <article class="row-text" aria-labelledby="<?= e($name) ?>-title"
    aria-describedby="<?= e($name) ?>-body <?= e($name) ?>-meta">
    <h<?= $level ?> class="row-title" id="<?= e($name) ?>-title">
      <span class="dot" data-dot<?= $row->isUnread ? '' : ' hidden' ?>><span
        class="hidden"><?= e($t('row.unread')) ?></span></span>
      <?php if ($row->path !== null): ?>
        <a class="row-link" dir="auto" data-field="title" href="<?= e($row->path) ?>"><?=
          e($row->title) ?></a>
      <?php else: ?>
        <span dir="auto" data-field="title"><?= e($row->title) ?></span>
      <?php endif ?>
    </h<?= $level ?>>
    <p class="row-body" id="<?= e($name) ?>-body" dir="auto" data-field="body"><?=
      e($row->body) ?></p>
    <p class="row-meta" id="<?= e($name) ?>-meta">
      <time datetime="<?= e($row->iso) ?>" title="<?= e($row->whole) ?>" data-field="time"><?=
        e($row->time) ?></time>
      <span class="severity"><?= icon($row->severity) ?><span data-field="severityWord"><?=
        e($row->severityWord) ?></span></span>
      <span data-field="category"><?= e($row->category) ?></span>
    </p>
  </article>
  <form class="row-actions" method="post" action="/notifications/mark" data-row-form>
    <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
    <input type="hidden" name="ids[]" value="<?= e($row->id) ?>">
    <input type="hidden" name="return" value="<?= e($here ?? $visit->request->path) ?>">
    <button class="action" name="mark" value="<?= e($toggle) ?>" data-toggle
      title="<?= e($t("script.$toggle")) ?>"><?= icon($toggle) ?><span class="action-word"><?=
        e($t("script.$toggle")) ?></span></button>
    <button class="action" name="mark" value="archived" title="<?= e($t('row.archive')) ?>"><?=
      icon('archive') ?><span class="action-word"><?= e($t('row.archive')) ?></span></button>
    <a class="action" href="/notifications/<?= e($row->id) ?>/why" data-why
      title="<?= e($t('row.why')) ?>"><?= icon('why') ?><span class="action-word"><?=
        e($t('row.why')) ?></span></a>
  </form>
</li>

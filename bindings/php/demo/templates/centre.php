<?php // SPDX-License-Identifier: MIT
$here = $filter->path($before);
$unread = Matines\Demo\Bell::of($visit)->counts->unread;
$toMark = $filter->isNarrow()
  ? count(array_filter($rows, static fn ($row) => $row->isUnread))
  : $unread;
$severities = ['info', 'success', 'warning', 'error'];
?>
<h1><?= e($t('centre.title')) ?></h1>
<div class="centre">
  <section class="filters card" aria-label="<?= e($t('filter.title')) ?>">
    <nav class="chips" aria-label="<?= e($t('filter.which')) ?>">
      <a class="chip" href="<?= e($filter->with(unreadOnly: false)->path()) ?>"
        <?= $filter->unreadOnly ? '' : 'aria-current="true"' ?>><?= e($t('filter.all')) ?></a>
      <a class="chip" href="<?= e($filter->with(unreadOnly: true)->path()) ?>" data-unread-tab
        <?= $filter->unreadOnly ? 'aria-current="true"' : '' ?>><?=
          e($t('filter.unread', ['n' => $unread])) ?></a>
    </nav>
    <form method="get" action="/notifications" class="filter-form">
      <?php if ($filter->unreadOnly): ?>
        <input type="hidden" name="show" value="unread">
      <?php endif ?>
      <label><?= e($t('filter.severity')) ?>
        <select name="severity">
          <option value=""><?= e($t('filter.any')) ?></option>
          <?php foreach ($severities as $each): ?>
            <option value="<?= e($each) ?>"<?= $filter->severity?->value === $each
              ? ' selected' : '' ?>><?= e($t("severity.$each")) ?></option>
          <?php endforeach ?>
        </select></label>
      <label><?= e($t('filter.category')) ?>
        <select name="category">
          <option value=""><?= e($t('filter.any')) ?></option>
          <?php foreach ($categories as $each): ?>
            <option value="<?= e($each->name) ?>"<?= $filter->category === $each->name
              ? ' selected' : '' ?>><?= e($t->name('category', $each->name)) ?></option>
          <?php endforeach ?>
        </select></label>
      <button><?= e($t('filter.apply')) ?></button>
    </form>
  </section>
  <div class="listing">
    <?php if ($rows !== [] && $toMark > 0): ?>
      <form class="listing-tools" method="post" action="/notifications/mark-all">
        <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
        <input type="hidden" name="newest" value="<?= e($rows[0]->id) ?>">
        <input type="hidden" name="return" value="<?= e($here) ?>">
        <?php foreach ($filter->parameters() as $name => $value): ?>
          <input type="hidden" name="<?= e($name) ?>" value="<?= e($value) ?>">
        <?php endforeach ?>
        <button><?= icon('read') ?><?= e($filter->isNarrow()
          ? $t('mark.shown') : $t('mark.all', ['n' => $toMark])) ?></button>
      </form>
    <?php endif ?>
    <a class="arrivals" href="<?= e($filter->path()) ?>" data-arrivals-page hidden></a>
    <?php foreach (Matines\Demo\Row::byDay($rows) as $day => $each): ?>
      <h2 class="day"><?= e($day) ?></h2>
      <ul class="rows card">
        <?php foreach ($each as $row): ?>
          <?= $part('row', ['row' => $row, 'where' => 'centre', 'level' => 3, 'here' => $here]) ?>
        <?php endforeach ?>
      </ul>
    <?php endforeach ?>
    <?php if ($rows === []): ?>
      <div class="empty card">
        <?= icon('calm') ?>
        <p><?= e($t($filter->isOpen() ? 'empty.all' : 'empty.filter')) ?></p>
        <?php if (!$filter->isOpen()): ?>
          <a href="/notifications"><?= e($t('filter.clear')) ?></a>
        <?php else: ?>
          <a href="/preferences"><?= e($t('empty.choose')) ?></a>
        <?php endif ?>
      </div>
    <?php endif ?>
    <?php if ($before !== null || $next !== null): ?>
      <nav class="pager" aria-label="<?= e($t('pager.title')) ?>">
        <?php if ($before !== null): ?>
          <a class="button" href="<?= e($filter->path()) ?>"><?= e($t('pager.newest')) ?></a>
        <?php endif ?>
        <?php if ($next !== null): ?>
          <a class="button" rel="next" href="<?= e($filter->path($next)) ?>"><?=
            e($t('pager.older')) ?></a>
        <?php endif ?>
      </nav>
    <?php endif ?>
  </div>
</div>

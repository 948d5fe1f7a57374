<?php // SPDX-License-Identifier: MIT
use Matines\Demo\Bell;
use Matines\Demo\Row;

$latest = Bell::rows($visit);
$blank = new Row(path: '/', isUnread: true); // what rows.js copies for each row it adds
?>
<div class="bell">
  <button type="button" id="bell" class="bell-button<?= $bell->isUrgent() ? ' is-urgent' : '' ?>"
    popovertarget="panel" aria-controls="panel" aria-label="<?= e($bell->name()) ?>"
    data-version="<?= e($bell->counts->version) ?>" data-unseen="<?= e($bell->counts->unseen) ?>">
    <?= icon('bell') ?>
    <span class="badge" aria-hidden="true"<?= $bell->badge() === '' ? ' hidden' : '' ?>><?=
      e($bell->badge()) ?></span>
  </button>
  <section id="panel" class="panel" popover aria-labelledby="panel-title">
    <div class="panel-head">
      <h2 id="panel-title"><?= e($t('bell.title')) ?></h2>
      <a class="square" href="/preferences"><?= icon('gear') ?>
        <span class="hidden"><?= e($t('preferences.title')) ?></span></a>
      <button type="button" class="square panel-close" popovertarget="panel"
        popovertargetaction="hide"><?= icon('close') ?>
        <span class="hidden"><?= e($t('bell.close')) ?></span></button>
    </div>
    <div class="panel-tools">
      <a class="chip" href="/notifications"><?= e($t('filter.all')) ?></a>
      <a class="chip" href="/notifications?show=unread" data-unread-tab><?=
        e($t('filter.unread', ['n' => $bell->counts->unread])) ?></a>
      <form method="post" action="/notifications/mark-all" data-mark-all
        <?= $bell->counts->unread === 0 ? 'hidden' : '' ?>>
        <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
        <input type="hidden" name="newest" value="<?= e($latest[0]->id ?? '') ?>">
        <input type="hidden" name="return" value="<?= e($visit->request->path) ?>">
        <button class="plain"><?= e($t('mark.all', ['n' => $bell->counts->unread])) ?></button>
      </form>
    </div>
    <div class="panel-rows" tabindex="-1">
      <button type="button" class="arrivals" data-arrivals hidden></button>
      <div data-list>
        <?php foreach (Row::byDay($latest) as $day => $rows): ?>
          <h3 class="day"><?= e($day) ?></h3>
          <ul class="rows">
            <?php foreach ($rows as $row): ?>
              <?= $part('row', ['row' => $row, 'where' => 'panel', 'level' => 4]) ?>
            <?php endforeach ?>
          </ul>
        <?php endforeach ?>
      </div>
      <div class="empty" data-empty tabindex="-1"<?= $latest === [] ? '' : ' hidden' ?>>
        <?= icon('calm') ?><p><?= e($t('empty.all')) ?></p>
        <a href="/preferences"><?= e($t('empty.choose')) ?></a>
      </div>
    </div>
    <p class="offline" data-offline hidden></p>
    <div class="panel-foot">
      <a href="/notifications"><?= e($t('bell.all')) ?></a>
      <a href="/preferences#push" data-push-hint hidden><?= e($t('push.hint')) ?></a>
    </div>
  </section>
  <template id="row-template">
    <?= $part('row', ['row' => $blank, 'where' => 'panel', 'level' => 4]) ?>
  </template>
</div>

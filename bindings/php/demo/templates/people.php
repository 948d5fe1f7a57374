<?php // SPDX-License-Identifier: MIT
$me = $visit->account;
?>
<h1><?= e($t('people.title')) ?></h1>
<p class="soft"><?= e($t($me->isSuperAdmin() ? 'people.about' : 'people.look')) ?></p>
<?= $part('consent', ['place' => 'people']) ?>
<ul class="people">
  <?php foreach ($people as $index => $each): ?>
    <li class="card person">
      <span class="avatar large" aria-hidden="true"><?= e($each->initial()) ?></span>
      <div class="person-text">
        <h2><a href="/people/<?= e($each->id) ?>"><?= e($each->name) ?></a>
          <?php if ($each->id === $me->id): ?>
            <span class="tag"><?= e($t('people.you')) ?></span>
          <?php endif ?></h2>
        <p><?= e($t("role.{$each->role->value}")) ?><?php if ($each->ministry !== null): ?> ·
          <?= e($t("ministry.{$each->ministry->value}")) ?><?php endif ?></p>
        <?php if ($me->isSuperAdmin()): ?>
          <p class="presence is-<?= e($presence[$index]) ?>"><?=
            e($t("presence.$presence[$index]")) ?></p>
        <?php endif ?>
      </div>
      <?php if ($me->isSuperAdmin() && $each->id !== $me->id): ?>
        <?= $part('promote', ['each' => $each]) ?>
      <?php endif ?>
    </li>
  <?php endforeach ?>
</ul>
<?php if ($me->isSuperAdmin()): ?>
  <div class="pair"><?= $part('announce') ?><?= $part('meeting') ?></div>
<?php endif ?>

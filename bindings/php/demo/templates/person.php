<?php // SPDX-License-Identifier: MIT ?>
<nav class="crumbs"><a href="/"><?= icon('back') ?><?= e($t('people.title')) ?></a></nav>
<section class="card lead person">
  <span class="avatar large" aria-hidden="true"><?= e($person->initial()) ?></span>
  <div class="person-text">
    <h1><?= e($person->name) ?></h1>
    <p><?= e($t("role.{$person->role->value}")) ?><?php if ($person->ministry !== null): ?> ·
      <?= e($t("ministry.{$person->ministry->value}")) ?><?php endif ?></p>
  </div>
</section>
<section class="card" aria-labelledby="history">
  <h2 id="history"><?= e($t('person.history')) ?></h2>
  <?php if ($promotions === []): ?>
    <p class="soft"><?= e($t('person.nothing')) ?></p>
  <?php endif ?>
  <ul class="history">
    <?php foreach ($promotions as $each):
      $at = new DateTimeImmutable("@{$each['decided_at']}"); ?>
      <li><?= icon('promotion') ?><div>
        <p><?= e($t("role.{$each['role']}")) ?><?php if ($each['ministry'] !== null): ?> ·
          <?= e($t("ministry.{$each['ministry']}")) ?><?php endif ?></p>
        <p class="soft"><?= e($t('person.decided', ['name' => $each['decided_by']])) ?>,
          <time datetime="<?= e($visit->calendar->iso($at)) ?>"><?=
            e($visit->calendar->whole($at)) ?></time></p>
      </div></li>
    <?php endforeach ?>
  </ul>
</section>

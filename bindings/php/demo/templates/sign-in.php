<?php // SPDX-License-Identifier: MIT ?>
<section class="narrow">
  <h1><?= e($t('signin.title')) ?></h1>
  <p class="soft"><?= e($t('signin.about')) ?></p>
  <ul class="accounts">
    <?php foreach ($accounts as $each): ?>
      <li>
        <form method="post" action="/sign-in">
          <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
          <input type="hidden" name="return" value="<?= e($return) ?>">
          <button class="account card" name="account" value="<?= e($each->id) ?>">
            <span class="avatar" aria-hidden="true"><?= e($each->initial()) ?></span>
            <span class="account-text"><strong><?= e($each->name) ?></strong>
              <span class="soft"><?= e($t("role.{$each->role->value}")) ?> · <?=
                e($t("language.$each->locale")) ?></span></span>
            <?= icon('enter') ?>
          </button>
        </form>
      </li>
    <?php endforeach ?>
  </ul>
</section>

<?php // SPDX-License-Identifier: MIT
// Shown by push.js, in the drawing that fits this browser; without a script there is no push.
?>
<section class="card consent" id="push" data-consent="<?= e($place) ?>" hidden
  data-key="<?= e($visit->app->settings->applicationServerKey()) ?>" aria-labelledby="push-title">
  <?= icon('push') ?>
  <div class="consent-text">
    <h2 id="push-title"><?= e($t('push.title')) ?></h2>
    <p data-when="default"><?= e($t('push.about')) ?></p>
    <p data-when="active"><?= e($t('push.active')) ?></p>
    <p data-when="denied"><?= e($t('push.denied')) ?></p>
    <p class="alert" data-problem role="alert" hidden></p>
    <div class="consent-actions">
      <button type="button" class="primary" data-when="default" data-activate><?=
        e($t('push.activate')) ?></button>
      <button type="button" data-when="default" data-later><?= e($t('push.later')) ?></button>
      <button type="button" data-when="active" data-deactivate><?=
        e($t('push.deactivate')) ?></button>
    </div>
  </div>
</section>

<?php // SPDX-License-Identifier: MIT
if ($devices === []) {
  return;
}
?>
<section class="card" aria-labelledby="devices">
  <h2 id="devices"><?= e($t('devices.title')) ?></h2>
  <ul class="history">
    <?php foreach ($devices as $each):
      $name = $each->label ?? Matines\Demo\Browser::name($each->userAgent, $t); ?>
      <li data-endpoint="<?= e($each->endpoint) ?>"><?= icon('device') ?>
        <div>
          <p><?= e($name) ?> <span class="tag" data-this hidden><?= e($t('devices.this'))
            ?></span></p>
          <p class="soft"><?= e($t('devices.since', [
            'when' => $visit->calendar->whole($each->createdAt)])) ?></p>
        </div>
        <form method="post" action="/devices/remove" class="buttons">
          <?= $token ?>
          <input type="hidden" name="endpoint" value="<?= e($each->endpoint) ?>">
          <?php if ($visit->app->settings->sendsPushes): ?>
            <button formaction="/devices/test" aria-label="<?= e($t('devices.test.which', [
              'name' => $name])) ?>"><?= e($t('devices.test')) ?></button>
          <?php endif ?>
          <button aria-label="<?= e($t('devices.remove.which', ['name' => $name])) ?>"><?=
            e($t('devices.remove')) ?></button>
        </form>
      </li>
    <?php endforeach ?>
  </ul>
</section>

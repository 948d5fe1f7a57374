<?php // SPDX-License-Identifier: MIT
use Matines\Demo\Pages\PreferencePages;

$token = '<input type="hidden" name="csrf" value="' . e($visit->session->token()) . '">';
$quiet = $preferences->chosen['quiet_hours'] ?? [];
$paused = $preferences->pausedUntil();
$isPaused = $paused !== null && $paused > new DateTimeImmutable();
?>
<h1><?= e($t('preferences.title')) ?></h1>
<div class="stack">
  <?= $part('channels', ['token' => $token]) ?>
  <?= $part('consent', ['place' => 'preferences']) ?>
  <?= $part('devices', ['token' => $token]) ?>
  <div class="pair">
    <section class="card" aria-labelledby="quiet">
      <h2 id="quiet"><?= e($t('quiet.title')) ?></h2>
      <p class="soft"><?= e($t('quiet.about')) ?></p>
      <form method="post" action="/preferences/quiet" class="fields">
        <?= $token ?>
        <label><?= e($t('quiet.from')) ?>
          <input type="time" name="from" required value="<?= e($quiet['from'] ?? '22:00')
            ?>"></label>
        <label><?= e($t('quiet.to')) ?>
          <input type="time" name="to" required value="<?= e($quiet['to'] ?? '07:00')
            ?>"></label>
        <fieldset class="wide days">
          <legend><?= e($t('quiet.days')) ?></legend>
          <?php foreach (PreferencePages::DAYS as $number => $day):
            $isOn = in_array($day, $quiet['days'] ?? PreferencePages::DAYS, true); ?>
            <label class="check"><input type="checkbox" name="days[]" value="<?= e($day) ?>"
              <?= $isOn ? 'checked' : '' ?>><span><?= e($t('weekday.' . ($number + 1)))
              ?></span></label>
          <?php endforeach ?>
        </fieldset>
        <p class="wide soft"><?= e($quiet === [] ? $t('quiet.none')
          : $t('quiet.now', ['from' => $quiet['from'], 'to' => $quiet['to']])) ?></p>
        <div class="wide buttons">
          <button class="primary"><?= e($t('save')) ?></button>
          <?php if ($quiet !== []): ?>
            <button name="clear" value="1"><?= e($t('quiet.clear')) ?></button>
          <?php endif ?>
        </div>
      </form>
    </section>
    <div class="stack">
      <section class="card" aria-labelledby="pause">
        <h2 id="pause"><?= e($t('pause.title')) ?></h2>
        <p class="soft"><?= e($isPaused
          ? $t('pause.until', ['when' => $visit->calendar->whole($paused)])
          : $t('pause.about')) ?></p>
        <form method="post" action="/preferences/pause" class="buttons">
          <?= $token ?>
          <button name="for" value="hour"><?= e($t('pause.hour')) ?></button>
          <button name="for" value="tomorrow"><?= e($t('pause.tomorrow')) ?></button>
          <?php if ($isPaused): ?>
            <button class="primary" name="for" value="end"><?= e($t('pause.end')) ?></button>
          <?php endif ?>
        </form>
      </section>
      <section class="card" aria-labelledby="language">
        <h2 id="language"><?= e($t('language.title')) ?></h2>
        <form method="post" action="/preferences/language" class="fields">
          <?= $token ?>
          <label><?= e($t('language.language')) ?>
            <select name="locale">
              <?php foreach (Matines\Demo\Words::LANGUAGES as $each): ?>
                <option value="<?= e($each) ?>" lang="<?= e($each) ?>"<?= $t->language === $each
                  ? ' selected' : '' ?>><?= e($t("language.$each")) ?></option>
              <?php endforeach ?>
            </select></label>
          <label><?= e($t('language.zone')) ?>
            <select name="time_zone">
              <?php foreach (timezone_identifiers_list() as $each): ?>
                <option<?= $preferences->timeZone === $each ? ' selected' : '' ?>><?= e($each)
                  ?></option>
              <?php endforeach ?>
            </select></label>
          <div class="wide buttons"><button class="primary"><?= e($t('save')) ?></button></div>
        </form>
      </section>
    </div>
  </div>
</div>

<?php // SPDX-License-Identifier: MIT
$tomorrow = new DateTimeImmutable('tomorrow 10:00', $visit->calendar->zone);
?>
<section class="card announce" aria-labelledby="meeting">
  <h2 id="meeting"><?= e($t('meeting.title')) ?></h2>
  <form method="post" action="/meetings" class="fields">
    <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
    <input type="hidden" name="key" value="<?= e($key) ?>">
    <label class="wide"><?= e($t('meeting.subject')) ?>
      <input name="subject" required maxlength="80" autocomplete="off"></label>
    <label><?= e($t('meeting.starts')) ?>
      <input type="datetime-local" name="starts" required
        value="<?= e($tomorrow->format('Y-m-d\TH:i')) ?>"></label>
    <label><?= e($t('meeting.points')) ?>
      <input type="number" name="points" required min="1" max="99" value="3"></label>
    <button class="primary"><?= e($t('meeting.invite')) ?></button>
  </form>
</section>

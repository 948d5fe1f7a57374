<?php // SPDX-License-Identifier: MIT ?>
<section class="card announce" aria-labelledby="announce">
  <h2 id="announce"><?= e($t('announce.title')) ?></h2>
  <form method="post" action="/announce" class="fields">
    <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
    <input type="hidden" name="key" value="<?= e($key) ?>">
    <label class="wide"><?= e($t('announce.subject')) ?>
      <input name="subject" required maxlength="120" autocomplete="off"></label>
    <label class="wide"><?= e($t('announce.body')) ?>
      <textarea name="body" rows="2" maxlength="2000"></textarea></label>
    <label><?= e($t('filter.category')) ?>
      <select name="category">
        <?php foreach ($categories as $each): ?>
          <option value="<?= e($each) ?>"><?= e($t("category.$each")) ?></option>
        <?php endforeach ?>
      </select></label>
    <label><?= e($t('filter.severity')) ?>
      <select name="severity">
        <?php foreach (['info', 'success', 'warning', 'error'] as $each): ?>
          <option value="<?= e($each) ?>"><?= e($t("severity.$each")) ?></option>
        <?php endforeach ?>
      </select></label>
    <button class="primary"><?= e($t('announce.send')) ?></button>
  </form>
</section>

<?php // SPDX-License-Identifier: MIT
$next = $each->role->next();
$token = $visit->session->token();
?>
<div class="person-actions">
  <?php if ($next !== null): ?>
    <form method="post" action="/people/<?= e($each->id) ?>/promote">
      <input type="hidden" name="csrf" value="<?= e($token) ?>">
      <input type="hidden" name="rank" value="<?= e($next->value) ?>">
      <?php if ($next === Matines\Demo\Role::Minister): ?>
        <label class="hidden" for="ministry-<?= e($each->id) ?>"><?=
          e($t('people.ministry', ['name' => $each->name])) ?></label>
        <select name="ministry" id="ministry-<?= e($each->id) ?>">
          <?php foreach (Matines\Demo\Ministry::cases() as $ministry): ?>
            <option value="<?= e($ministry->value) ?>"><?= e($t("ministry.$ministry->value"))
              ?></option>
          <?php endforeach ?>
        </select>
      <?php endif ?>
      <button class="primary" aria-label="<?= e($t("people.promote.$next->value.whom", [
        'name' => $each->name])) ?>"><?= e($t("people.promote.$next->value")) ?></button>
    </form>
  <?php endif ?>
  <?php if ($each->role->previous() !== null): ?>
    <form method="post" action="/people/<?= e($each->id) ?>/demote">
      <input type="hidden" name="csrf" value="<?= e($token) ?>">
      <button aria-label="<?= e($t('people.demote.whom', ['name' => $each->name])) ?>"><?=
        e($t('people.demote')) ?></button>
    </form>
  <?php endif ?>
</div>

<?php // SPDX-License-Identifier: MIT
$figures = [
  'sent' => $bill->sent, 'spent' => $t->money($bill->spent, $bill->currency),
  'spared' => $bill->spared, 'saved' => $t->money($bill->saved, $bill->currency)];
?>
<section class="card" aria-labelledby="bill">
  <h2 id="bill"><?= e($t('bill.title')) ?></h2>
  <dl class="figures">
    <?php foreach ($figures as $name => $figure): ?>
      <div class="<?= e($name) ?>"><dt><?= e($t("bill.$name")) ?></dt>
        <dd><?= e($figure) ?></dd></div>
    <?php endforeach ?>
  </dl>
  <p class="soft"><?= e($t('bill.about')) ?></p>
</section>

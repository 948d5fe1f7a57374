<?php // SPDX-License-Identifier: MIT ?>
<section class="card lead narrow">
  <p class="big-number"><?= e($status) ?></p>
  <h1><?= e($t($why)) ?></h1>
  <p><a class="button" href="/"><?= e($t('error.home')) ?></a></p>
</section>

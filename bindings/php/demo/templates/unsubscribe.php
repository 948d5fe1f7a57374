<?php // SPDX-License-Identifier: MIT
$names = ['category' => $t->name('category', $link->category),
  'channel' => $t->name('channel', $link->channel)];
?>
<section class="card stack narrow">
  <h1><?= e($t('unsubscribe.title')) ?></h1>
  <?php if ($link->fixed): ?>
    <p><?= e($t('unsubscribe.fixed', $names)) ?></p>
  <?php elseif ($isDone): ?>
    <p role="status"><?= e($t('unsubscribe.done', $names)) ?></p>
    <p><a class="button" href="/preferences"><?= e($t('preferences.title')) ?></a></p>
  <?php else: ?>
    <p><?= e($t('unsubscribe.ask', $names)) ?></p>
    <form method="post" class="buttons">
      <button class="primary"><?= e($t('unsubscribe.button')) ?></button>
    </form>
  <?php endif ?>
</section>

<?php // SPDX-License-Identifier: MIT
$reader = $readers[$message->to] ?? null;
$to = $t('sent.to', ['name' => $reader->name ?? $message->to]);
$language = $message->language() ?? $reader?->locale;
?>
<nav class="crumbs"><a href="/sent"><?= icon('back') ?><?= e($t('sent.title')) ?></a></nav>
<?php if ($message->kind === 'sms'): ?>
  <h1><?= e($t('sent.a.sms')) ?> <?= e($to) ?></h1>
<?php else: ?>
  <h1 dir="auto" lang="<?= e($language) ?>"><?= e($message->title === '' ? $t('sent.empty')
    : $message->title) ?></h1>
<?php endif ?>
<p class="soft"><?= icon($message->kind) ?> <?= e($t("sent.a.$message->kind")) ?>,
  <?= e($to) ?>,
  <?php if ($language !== null): ?><?= e($t->name('sent.in', $language)) ?>,<?php endif ?>
  <?= e($visit->calendar->whole($message->at)) ?></p>
<?= $part(match ($message->kind) {
  'sms' => 'sent-sms',
  'email' => 'sent-email',
  default => 'sent-text',
}, ['language' => $language]) ?>
<section class="card" aria-labelledby="as-sent">
  <h2 id="as-sent"><?= e($t($message->kind === 'email' ? 'sent.headers' : 'sent.document')) ?></h2>
  <dl class="facts code">
    <?php foreach ($message->details as $name => $value): ?>
      <dt><?= e($name) ?></dt>
      <dd><?= e($value) ?></dd>
    <?php endforeach ?>
  </dl>
</section>

<?php // SPDX-License-Identifier: MIT
$reader = $readers[$message->to] ?? null;
$language = $message->language();
$read = $language ?? $reader?->locale;
$told = array_filter([
  $t("sent.a.$message->kind"),
  $t('sent.to', ['name' => $reader->name ?? $message->to]),
  $read === null ? '' : $t->name('sent.in', $read),
  $visit->calendar->whole($message->at),
]);
?>
<nav class="crumbs"><a href="/sent"><?= icon('back') ?><?= e($t('sent.title')) ?></a></nav>
<?php if ($message->kind === 'sms'): ?>
  <h1><?= e($t('sent.a.sms')) ?></h1>
<?php else: ?>
  <h1 dir="auto"<?= lang($language) ?>><?= e($message->title === '' ? $t('sent.empty')
    : $message->title) ?></h1>
<?php endif ?>
<p class="soft"><?= icon($message->kind) ?> <?= e(implode(', ', $told)) ?></p>
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

<?php // SPDX-License-Identifier: MIT ?>
<nav class="crumbs"><a href="/sent"><?= icon('back') ?><?= e($t('sent.title')) ?></a></nav>
<h1 dir="auto"><?= e($message->title === '' ? $t('sent.empty') : $message->title) ?></h1>
<p class="soft"><?= icon($message->kind) ?> <?= e($t("sent.a.$message->kind")) ?>,
  <?= e($t('sent.to', ['name' => $people[$message->to] ?? $message->to])) ?>,
  <?= e($visit->calendar->whole($message->at)) ?></p>
<?php if ($message->html !== null): ?>
  <section class="card flush" aria-labelledby="as-html">
    <h2 id="as-html"><?= e($t('sent.html')) ?></h2>
    <iframe sandbox title="<?= e($t('sent.html')) ?>" loading="lazy"
      src="/sent/<?= e($message->name) ?>/html"></iframe>
  </section>
<?php endif ?>
<section class="card" aria-labelledby="as-text">
  <h2 id="as-text"><?= e($t('sent.text')) ?></h2>
  <pre class="letter" dir="auto"
    lang="<?= e($message->details['Content-Language'] ?? '') ?>"><?= e($message->text) ?></pre>
</section>
<section class="card" aria-labelledby="as-sent">
  <h2 id="as-sent"><?= e($t($message->kind === 'email' ? 'sent.headers' : 'sent.document')) ?></h2>
  <dl class="facts code">
    <?php foreach ($message->details as $name => $value): ?>
      <dt><?= e($name) ?></dt>
      <dd><?= e($value) ?></dd>
    <?php endforeach ?>
  </dl>
</section>

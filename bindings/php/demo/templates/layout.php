<?php // SPDX-License-Identifier: MIT
$person = $visit->account;
$pages = ['/' => 'people', '/notifications' => 'centre', '/sent' => 'sent',
  '/preferences' => 'preferences'];
$here = $visit->request->path;
$section = str_starts_with($here, '/people/') ? '/' : '/' . explode('/', $here)[1];
?>
<!doctype html>
<html lang="<?= e($t->language) ?>">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><?= e($title) ?> · <?= e($t('site.name')) ?></title>
  <link rel="icon" href="/favicon.svg" type="image/svg+xml">
  <?php foreach (['style', 'notifications', 'pages'] as $sheet): ?>
    <link rel="stylesheet" href="/<?= e($sheet) ?>.css">
  <?php endforeach ?>
  <?php if ($visit->session !== null): ?>
    <script type="module" src="/<?= $person === null ? 'stranger' : 'site' ?>.js"></script>
  <?php endif ?>
</head>
<body data-token="<?= e($visit->session?->token()) ?>"
  data-words="<?= e(json_encode($t->forScripts())) ?>"
  data-live="<?= e(json_encode($live)) ?>">
<a class="skip" href="#main"><?= e($t('site.skip')) ?></a>
<header class="top">
  <div class="top-line">
    <a class="brand" href="/"><?= icon('brand') ?><span><?= e($t('site.name')) ?></span></a>
    <?php if ($person !== null): ?>
      <?= $part('bell') ?>
      <div class="me">
        <a class="me-name" href="/people/<?= e($person->id) ?>">
          <span class="avatar" aria-hidden="true"><?= e($person->initial()) ?></span>
          <span class="me-text"><?= e($person->name) ?></span>
        </a>
        <form method="post" action="/sign-out" data-sign-out>
          <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
          <button class="plain"><?= icon('leave') ?>
            <span class="me-text"><?= e($t('signin.leave')) ?></span></button>
        </form>
      </div>
    <?php endif ?>
  </div>
  <?php if ($person !== null): ?>
    <nav class="pages" aria-label="<?= e($t('site.pages')) ?>">
      <?php foreach ($pages as $path => $name): ?>
        <a href="<?= e($path) ?>"<?= match ($path) {
          $here => ' aria-current="page"',
          $section => ' aria-current="true"',
          default => '',
        } ?>><?= e($t("$name.title")) ?></a>
      <?php endforeach ?>
    </nav>
  <?php endif ?>
</header>
<main id="main" tabindex="-1">
  <p class="status alert" data-session-over hidden>
    <?= e($t('session.over')) ?> <a href="/sign-in"><?= e($t('session.again')) ?></a>
  </p>
  <div role="status">
    <?php if ($notice !== null): ?>
      <div class="status">
        <?= icon('success') ?>
        <p><?= e($notice['text']) ?></p>
        <?php if (isset($notice['undo']['all'])): ?>
          <form method="post" action="/notifications/undo">
            <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
            <button class="plain" name="undo" value="<?= e($notice['undo']['all']) ?>">
              <?= e($t('undo')) ?></button>
          </form>
        <?php elseif (($notice['undo'] ?? []) !== []): ?>
          <form method="post" action="/notifications/mark">
            <input type="hidden" name="csrf" value="<?= e($visit->session->token()) ?>">
            <?php foreach ($notice['undo']['ids'] as $id): ?>
              <input type="hidden" name="ids[]" value="<?= e($id) ?>">
            <?php endforeach ?>
            <button class="plain" name="mark" value="<?= e($notice['undo']['mark']) ?>">
              <?= e($t('undo')) ?></button>
          </form>
        <?php endif ?>
      </div>
    <?php endif ?>
  </div>
  <?= $content ?>
</main>
<footer class="bottom"><p><?= e($t('site.about')) ?></p></footer>
<div class="hidden" role="status" aria-live="polite" id="announcements"></div>
</body>
</html>

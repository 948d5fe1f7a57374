<?php // SPDX-License-Identifier: MIT
$known = array_map(static fn ($category) => array_column($category->channels, null, 'name'),
  $preferences->categories);
$channels = array_keys(array_merge(...$known));
?>
<section class="card" aria-labelledby="channels">
  <h2 id="channels"><?= e($t('channels.title')) ?></h2>
  <p class="soft"><?= e($t('channels.about')) ?></p>
  <form method="post" action="/preferences/channels">
    <?= $token ?>
    <table class="choices" role="table">
      <caption class="hidden"><?= e($t('channels.title')) ?></caption>
      <thead role="rowgroup"><tr role="row">
        <th scope="col" role="columnheader"><?= e($t('filter.category')) ?></th>
        <?php foreach ($channels as $channel): ?>
          <th scope="col" role="columnheader"><?= e($t->name('channel', $channel)) ?></th>
        <?php endforeach ?>
      </tr></thead>
      <tbody role="rowgroup">
        <?php foreach ($preferences->categories as $number => $category):
          $label = $t->name('category', $category->name);
          $isInsistent = $category->mandatory || $category->class === 'security'; ?>
          <tr role="row">
            <th scope="row" role="rowheader"><?= e($label) ?>
              <?php if ($isInsistent): ?>
                <span class="reason" id="reason-<?= e($category->name) ?>"><?= icon('lock')
                  ?><?= e($t($category->class === 'security' ? 'channels.security'
                    : 'channels.mandatory')) ?></span>
              <?php endif ?></th>
            <?php foreach ($channels as $name):
              $channel = $known[$number][$name] ?? null;
              $what = $t->name('channel', $name);
              if ($channel === null): ?>
                <td role="cell" class="never"><span aria-hidden="true">–</span><span
                  class="hidden"><?= e($t('channels.never')) ?></span></td>
                <?php continue;
              endif ?>
              <td role="cell"><label class="check"><input type="checkbox"
                name="channels[<?= e($category->name) ?>][<?= e($channel->name) ?>]"
                aria-label="<?= e("$label, $what") ?>"
                <?= $channel->on ? 'checked' : '' ?>
                <?php if ($channel->fixed): ?>
                  disabled aria-describedby="reason-<?= e($category->name) ?>"
                <?php endif ?>><span class="narrow-only" aria-hidden="true"><?= e($what)
                  ?></span></label></td>
            <?php endforeach ?>
          </tr>
        <?php endforeach ?>
      </tbody>
    </table>
    <div class="buttons"><button class="primary"><?= e($t('save')) ?></button></div>
  </form>
</section>

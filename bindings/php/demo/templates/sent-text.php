<?php // SPDX-License-Identifier: MIT ?>
<section class="card" aria-labelledby="as-text">
  <h2 id="as-text"><?= e($t('sent.text')) ?></h2>
  <pre class="letter" dir="auto"<?= lang($language) ?>><?= e($message->text) ?></pre>
</section>

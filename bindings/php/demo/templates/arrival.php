<?php // SPDX-License-Identifier: MIT ?>
<meta http-equiv="refresh" content="0; url=<?= e($visit->request->target()) ?>">
<p><a href="<?= e($visit->request->target()) ?>"><?= e($t('site.enter')) ?></a></p>

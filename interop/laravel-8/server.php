<?php

// For PHP's own web server, which otherwise looks for files: every address is Laravel's.
require __DIR__ . '/public/index.php';

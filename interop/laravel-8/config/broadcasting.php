<?php

return require base_path('../laravel/config/broadcasting.php');

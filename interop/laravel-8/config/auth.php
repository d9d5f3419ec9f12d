<?php

return require base_path('../laravel/config/auth.php');

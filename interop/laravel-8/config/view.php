<?php

return ['paths' => [base_path('../laravel/resources/views')], 'compiled' => storage_path('framework/views')];

<?php

namespace App\Providers;

use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\ServiceProvider;

/** The routes and channel rules of interop/laravel. */
class RouteServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Route::middleware('web')->group(base_path('../laravel/routes/web.php'));
        Broadcast::routes(['middleware' => ['web', 'auth:token']]);
        require base_path('../laravel/routes/channels.php');
    }
}

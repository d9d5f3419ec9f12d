<?php

namespace App\Providers;

use Illuminate\Auth\GenericUser;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    /** Two users with a token each; there is no database. */
    private const USERS = [
        'token-of-ann' => ['id' => 1, 'name' => 'Ann'],
        'token-of-bob' => ['id' => 2, 'name' => 'Bob'],
    ];

    public function boot(): void
    {
        Auth::viaRequest('token-of-user', function (Request $request) {
            $user = self::USERS[$request->bearerToken()] ?? null;

            return $user === null ? null : new GenericUser($user);
        });
    }
}

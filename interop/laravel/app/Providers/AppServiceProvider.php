<?php

namespace App\Providers;

use Illuminate\Auth\GenericUser;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    /** Two users with a token each, sent along or kept in the session; there is no database. */
    public const USERS = [
        'token-of-ann' => ['id' => 1, 'name' => 'Ann'],
        'token-of-bob' => ['id' => 2, 'name' => 'Bob'],
    ];

    public function boot(): void
    {
        Auth::viaRequest('token-of-user', function (Request $request) {
            $kept = $request->hasSession() ? $request->session()->get('token') : null;
            $user = self::USERS[$request->bearerToken() ?? $kept] ?? null;

            return $user === null ? null : new GenericUser($user);
        });
    }
}

<?php

use App\Http\Controllers\ChatController;
use App\Providers\AppServiceProvider;
use Illuminate\Support\Facades\Route;

// The page with its session and the token that a POST needs. Whoever is named is signed in, for tests.
Route::get('/chat/{name?}', function (?string $name = null) {
    session(['token' => $name === null ? null : "token-of-$name"]);

    return view('chat', ['user' => AppServiceProvider::USERS["token-of-$name"] ?? null]);
});
Route::post('/send-message', [ChatController::class, 'sendMessage']);

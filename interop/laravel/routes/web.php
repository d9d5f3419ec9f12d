<?php

use App\Http\Controllers\ChatController;
use Illuminate\Support\Facades\Route;

// Gives a page its session and the token that a POST needs.
Route::get('/chat', fn () => response()->noContent());
Route::post('/send-message', [ChatController::class, 'sendMessage']);

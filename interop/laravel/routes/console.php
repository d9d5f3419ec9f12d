<?php

use App\Events\NewMessage;
use App\Events\OrderShipped;
use Illuminate\Support\Facades\Artisan;

Artisan::command('chat:say {username} {message}', function (string $username, string $message) {
    event(new NewMessage($username, $message));
});

Artisan::command('order:ship {id} {carrier}', function (int $id, string $carrier) {
    event(new OrderShipped($id, $carrier));
});

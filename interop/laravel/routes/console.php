<?php

use App\Events\NewMessage;
use App\Events\OrderShipped;
use App\Notifications\InvoicePaid;
use App\Notified;
use Illuminate\Support\Facades\Artisan;
use Illuminate\Support\Facades\Notification;

Artisan::command('chat:say {username} {message}', function (string $username, string $message) {
    event(new NewMessage($username, $message));
});

Artisan::command('order:ship {id} {carrier}', function (int $id, string $carrier) {
    event(new OrderShipped($id, $carrier));
});

Artisan::command('invoice:pay {user} {text}', function (int $user, string $text) {
    Notification::send(new Notified($user), new InvoicePaid($text));
});

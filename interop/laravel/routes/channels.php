<?php

use Illuminate\Support\Facades\Broadcast;

Broadcast::channel('orders.{id}', fn ($user, int $id) => $user->id === 1 && $id === 7);
Broadcast::channel('App.Models.User.{id}', fn ($user, int $id) => $user->id === $id);
Broadcast::channel('warehouse', fn ($user) => ['id' => $user->id, 'name' => $user->name]);

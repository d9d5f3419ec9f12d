<?php

namespace App;

use Illuminate\Notifications\RoutesNotifications;

/** A user as notifications know one: by the channel Laravel gives a model of that name. */
class Notified
{
    use RoutesNotifications;

    public function __construct(public int $id) {}

    public function receivesBroadcastNotificationsOn(): string
    {
        return "App.Models.User.{$this->id}";
    }
}

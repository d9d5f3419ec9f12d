<?php

namespace App\Events;

use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PresenceChannel;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;
use Illuminate\Foundation\Events\Dispatchable;

/** Two channels, and the name and the payload that Laravel gives an event by itself. */
class OrderShipped implements ShouldBroadcastNow
{
    use Dispatchable, InteractsWithSockets;

    public function __construct(public int $orderId, public string $carrier) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel("orders.{$this->orderId}"), new PresenceChannel('warehouse')];
    }
}

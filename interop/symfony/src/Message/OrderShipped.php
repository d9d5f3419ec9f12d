<?php

namespace App\Message;

/** Goes to the transport; what a consumer makes of it is an update. */
final class OrderShipped
{
    public function __construct(public readonly int $order, public readonly string $carrier)
    {
    }
}

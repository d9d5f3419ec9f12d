<?php

namespace App\MessageHandler;

use App\Message\OrderShipped;
use Symfony\Component\Mercure\HubInterface;
use Symfony\Component\Mercure\Update;
use Symfony\Component\Messenger\Attribute\AsMessageHandler;

#[AsMessageHandler]
final class OrderShippedHandler
{
    public function __construct(private HubInterface $hub)
    {
    }

    public function __invoke(OrderShipped $message): void
    {
        if ('nobody' === $message->carrier) {
            throw new \RuntimeException('There is no carrier.');
        }
        $data = json_encode(['order' => $message->order, 'carrier' => $message->carrier]);
        $this->hub->publish(new Update("http://example.com/orders/$message->order", $data, type: 'shipped'));
    }
}

<?php

namespace App\Controller;

use App\Message\OrderShipped;
use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Mercure\Authorization;
use Symfony\Component\Mercure\Discovery;
use Symfony\Component\Mercure\HubInterface;
use Symfony\Component\Mercure\Update;
use Symfony\Component\Messenger\MessageBusInterface;
use Symfony\Component\Routing\Annotation\Route;

class NotificationController extends AbstractController
{
    /** The page of the samples: whoever is logged in gets a cookie for what is theirs alone. */
    #[Route('/', methods: ['GET'])]
    #[Route('/me', methods: ['GET'])]
    public function page(Request $request, Authorization $authorization): Response
    {
        $topics = ['http://example.com/notifications', 'http://example.com/orders/{id}'];
        $own = $this->ownTopic();
        if (null !== $own) {
            $topics[] = $own;
            $authorization->setCookie($request, [$own]);
        }

        return $this->render('notifications.html.twig', ['topics' => $topics]);
    }

    #[Route('/notify', name: 'app_notify', methods: ['POST'])]
    public function notify(HubInterface $hub): Response
    {
        $message = 'Hello from Symfony Mercure!';
        $update = new Update(
            'http://example.com/notifications',
            json_encode(['message' => $message, 'from' => 'Symfony App', 'time' => date('H:i:s')])
        );
        $hub->publish($update);

        return new Response('通知已发送！', Response::HTTP_ACCEPTED);
    }

    #[Route('/notify/{user}', methods: ['POST'])]
    public function notifyUser(string $user, HubInterface $hub): Response
    {
        $data = json_encode(['message' => "For $user alone", 'from' => 'Symfony App', 'time' => date('H:i:s')]);

        return new Response($hub->publish(new Update($this->topicOf($user), $data, true)), Response::HTTP_ACCEPTED);
    }

    #[Route('/notify-later', methods: ['POST'], priority: 1)]
    public function notifyLater(MessageBusInterface $bus): Response
    {
        $data = json_encode(['message' => 'Sent by a worker', 'from' => 'Symfony App', 'time' => date('H:i:s')]);
        $bus->dispatch(new Update('http://example.com/notifications', $data));

        return new Response('queued', Response::HTTP_ACCEPTED);
    }

    #[Route('/orders/{order}', methods: ['GET'])]
    public function order(int $order, Request $request, Discovery $discovery): Response
    {
        $discovery->addLink($request);

        return $this->json(['order' => $order, 'status' => 'packed']);
    }

    /** A page that finds its hub as the resource names it. */
    #[Route('/orders/{order}/follow', methods: ['GET'])]
    public function follow(int $order): Response
    {
        return $this->render('order.html.twig', ['order' => $order]);
    }

    #[Route('/orders/{order}/ship', methods: ['POST'])]
    public function ship(int $order, MessageBusInterface $bus): Response
    {
        $bus->dispatch(new OrderShipped($order, 'DHL'));

        return new Response('queued', Response::HTTP_ACCEPTED);
    }

    private function ownTopic(): ?string
    {
        $user = $this->getUser();

        return null === $user ? null : $this->topicOf($user->getUserIdentifier());
    }

    private function topicOf(string $user): string
    {
        return "http://example.com/users/$user/notifications";
    }
}

<?php
// src/Controller/ChatController.php

namespace App\Controller;

use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\Routing\Annotation\Route;
use Symfony\Component\Messenger\MessageBusInterface; // 导入 Messenger (推荐)
use App\Message\ChatMessage; // 导入自定义消息

class ChatController extends AbstractController
{
    // 假设通过 Messenger 发送消息到 Redis 队列，然后 Ratchet 服务器订阅该队列
    public function __construct(private MessageBusInterface $messageBus) {}

    #[Route('/api/send-chat-message', name: 'api_send_chat_message', methods: ['POST'])]
    public function sendChatMessage(Request $request): JsonResponse
    {
        $data = json_decode($request->getContent(), true);
        $username = $data['username'] ?? 'Anonymous';
        $message = $data['message'] ?? '';

        if (empty($message)) {
            return $this->json(['status' => '消息内容不能为空！'], 400);
        }

        // 发送消息到 Messenger 消息总线，然后由消费者发送到 Redis
        $this->messageBus->dispatch(new ChatMessage($username, $message));

        return $this->json(['status' => '消息已发送！']);
    }
}

<?php
// src/Controller/NotificationController.php

namespace App\Controller;

use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Mercure\HubInterface; // 导入 HubInterface
use Symfony\Component\Mercure\Update; // 导入 Update 类
use Symfony\Component\Routing\Annotation\Route;

class NotificationController extends AbstractController
{
    #[Route('/notify', name: 'app_notify', methods: ['POST'])]
    public function notify(HubInterface $hub): Response
    {
        $message = 'Hello from Symfony Mercure!';
        $user = $this->getUser(); // 假设有认证用户
        $userId = $user ? $user->getId() : 'anonymous';

        // 创建一个更新对象
        $update = new Update(
            // 目标 Topic(s)
            // 你可以推送给公共主题，也可以推送给用户特定的主题
            'http://example.com/notifications', // 公共通知主题
            // sprintf('http://example.com/users/%s/notifications', $userId), // 用户特定主题
            json_encode(['message' => $message, 'from' => 'Symfony App', 'time' => date('H:i:s')])
        );

        // 发布更新到 Mercure Hub
        $hub->publish($update);

        return new Response('通知已发送！', Response::HTTP_ACCEPTED);
    }
}

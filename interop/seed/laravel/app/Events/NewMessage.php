<?php
// app/Events/NewMessage.php

namespace App\Events;

use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast; // 导入 ShouldBroadcast 接口
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Queue\SerializesModels;

class NewMessage implements ShouldBroadcast // 实现 ShouldBroadcast 接口
{
    use Dispatchable, InteractsWithSockets, SerializesModels;

    public string $username;
    public string $message;

    /**
     * Create a new event instance.
     */
    public function __construct(string $username, string $message)
    {
        $this->username = $username;
        $this->message = $message;
    }

    /**
     * Get the channels the event should broadcast on.
     * 获取事件应该广播到的通道。
     *
     * @return array<int, \Illuminate\Broadcasting\Channel>
     */
    public function broadcastOn(): array
    {
        // 广播到公共通道
        return [
            new Channel('chat'), // 公共聊天通道
            // new PrivateChannel('user.' . $this->user->id), // 私有通道，需要认证
        ];
    }

    /**
     * 获取广播数据的名称。
     * 默认是事件类名，但你可以自定义。
     */
    public function broadcastAs(): string
    {
        return 'message.sent';
    }

    /**
     * 获取事件的广播数据。
     */
    public function broadcastWith(): array
    {
        return [
            'username' => $this->username,
            'message' => $this->message,
            'timestamp' => now()->toDateTimeString(),
        ];
    }
}

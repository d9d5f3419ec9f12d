<?php
// app/Http/Controllers/ChatController.php

namespace App\Http\Controllers;

use App\Events\NewMessage; // 导入事件
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Event; // 导入 Event Facade

class ChatController extends Controller
{
    public function sendMessage(Request $request): \Illuminate\Http\JsonResponse
    {
        $request->validate([
            'username' => 'required|string|max:255',
            'message' => 'required|string|max:500',
        ]);

        $username = $request->input('username');
        $message = $request->input('message');

        // 触发 NewMessage 事件，它将通过广播系统发送
        Event::dispatch(new NewMessage($username, $message));
        // 或者使用 helper function
        // broadcast(new NewMessage($username, $message))->toOthers(); // toOthers() 不发送给当前用户

        return response()->json(['status' => '消息已发送！']);
    }
}

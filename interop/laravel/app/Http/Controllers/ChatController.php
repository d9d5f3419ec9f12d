<?php

namespace App\Http\Controllers;

use App\Events\NewMessage;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;

class ChatController
{
    public function sendMessage(Request $request): JsonResponse
    {
        $request->validate(['username' => 'required|string|max:255', 'message' => 'required|string|max:500']);
        broadcast(new NewMessage($request->input('username'), $request->input('message')))->toOthers();

        return response()->json(['status' => 'sent']);
    }
}

<!DOCTYPE html>
<html>
<head>
    <title>Laravel WebSocket Chat</title>
    @vite(['resources/css/app.css', 'resources/js/app.js'])
</head>
<body>
    <h1>实时聊天</h1>
    <div id="messages" style="border: 1px solid #ccc; padding: 10px; min-height: 200px;">
        </div>
    <form id="chat-form">
        <input type="text" id="username" placeholder="你的名字" required>
        <input type="text" id="message" placeholder="输入消息..." required>
        <button type="submit">发送</button>
    </form>

    <script>
        document.getElementById('chat-form').addEventListener('submit', function(e) {
            e.preventDefault();
            const username = document.getElementById('username').value;
            const message = document.getElementById('message').value;

            fetch('/send-message', { // 确保有这个路由
                method: 'POST',
                headers: {
                    'Content-Type': 'application/json',
                    'X-CSRF-TOKEN': document.querySelector('meta[name="csrf-token"]').getAttribute('content'),
                },
                body: JSON.stringify({ username, message })
            })
            .then(response => response.json())
            .then(data => {
                console.log(data.status);
                document.getElementById('message').value = ''; // 清空输入框
            })
            .catch(error => console.error('Error:', error));
        });
    </script>
</body>
</html>

// resources/js/bootstrap.js

import Echo from 'laravel-echo';
import Pusher from 'pusher-js'; // 注意这里导入的是 Pusher

window.Pusher = Pusher;

window.Echo = new Echo({
    broadcaster: 'pusher',
    key: import.meta.env.VITE_PUSHER_APP_KEY,
    cluster: import.meta.env.VITE_PUSHER_APP_CLUSTER ?? 'mt1',
    wsHost: import.meta.env.VITE_PUSHER_HOST ?? window.location.hostname,
    wsPort: import.meta.env.VITE_PUSHER_PORT ?? 6001,
    wssPort: import.meta.env.VITE_PUSHER_PORT ?? 6001,
    forceTLS: (import.meta.env.VITE_PUSHER_SCHEME ?? 'http') === 'https',
    disableStats: true,
    // 如果需要认证私有通道
    // authEndpoint: '/broadcasting/auth',
    // auth: {
    //     headers: {
    //         Authorization: 'Bearer ' + localStorage.getItem('token'),
    //     },
    // },
});

// 监听公共通道
Echo.channel('chat')
    .listen('.message.sent', (e) => { // 注意这里是 .message.sent，对应 broadcastAs()
        console.log('收到新消息:', e.username, ':', e.message);
        // 将消息添加到 UI
        const messagesDiv = document.getElementById('messages');
        if (messagesDiv) {
            const messageElement = document.createElement('div');
            messageElement.textContent = `${e.username}: ${e.message} (${e.timestamp})`;
            messagesDiv.appendChild(messageElement);
        }
    });

// 如果有认证用户，可以监听私有通道
// Echo.private(`App.Models.User.${userId}`) // 根据你的 User 模型和 id
//     .notification((notification) => { // 如果是通知事件
//         console.log(notification.type);
//     });

// 或者监听自定义私有通道
// Echo.private('user.' + userId)
//     .listen('NewPrivateMessage', (e) => {
//         console.log('收到私有消息:', e.message);
//     });

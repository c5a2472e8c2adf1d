document.documentElement.dataset.theme = localStorage.getItem('fineprint.theme') ?? 'system';

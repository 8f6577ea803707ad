filedesc://x.arc 0.0.0.0 20240303080000 text/plain 69
1 0 invented
URL IP-address Archive-date Content-type Archive-length

https://le-fanal.example/criee 127.0.0.1 20240303080000 text/html 144
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><title>La criée</title><p>Le prix du lieu jaune remonte chaque matin.

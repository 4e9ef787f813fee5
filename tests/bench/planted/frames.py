"""What residents write around their personal data: `{kind}` is where it is planted."""

from __future__ import annotations

ENGLISH = """
    Hello, {name} here. The lamp outside my building has been dark for two weeks and nobody came.
    My name is {name} and I have called three times about the missed recycling.
    hi this is {name_small}, my trash was not picked up again
    The clerk at the window, {name}, was rude to my mother and sent us away without a form.
    I spoke with {name} on Monday, who promised a crew would come. Nobody did.
    Please call me back at {phone} any time after six.
    You can reach me on {phone} or write to {email}.
    {name}, {address}. The catch basin in front of us is clogged with leaves.
    Water has been running out of the hydrant at {address} since last night.
    My neighbor {name} keeps parking his truck on the sidewalk, plate {plate}.
    A white van with plates {plate} dumped a mattress behind the school.
    The car, license plate {plate}, has not moved for a month and its tires are flat.
    Thank you for fixing the sign so fast!\\n\\nBest regards,\\n{name}
    The inspector never showed up. I took the day off work for nothing.\\n{name}\\n{phone}
    I would like to change the name on my water bill from {name} to {name}.
    My social security number is {id}, do you need anything else for the discount?
    I applied for the senior rebate. DOB {birth}, SSN {id}.
    My daughter {first} was born on {birth} and needs a crossing guard near her school.
    Refund the double charge to my card {card} please, the permit was canceled.
    The deposit should go to account {iban}, as I wrote in the form.
    I posted a picture of the pothole on {link} so you can see how deep it is.
    Follow the story under {link}, half of the block has commented already.
    Why does {name} get a new curb and we wait for years? Ask anybody on our block.
    {first} from the call center was wonderful, please give her a raise.
    Dear Sir or Madam, I, {name}, residing at {address}, hereby object to the parking fine.
    Send the letter to {address}, not to my old apartment.
    my landlord {name_small} wont fix the heat and we have a baby here
    There were rats by the dumpster again. Survey answer: very bad. Email me: {email}
    Mr. {last} next door burns plastic in his yard every evening.
    Ms. {name} from sanitation explained everything patiently, five stars.
    Passport {id} was the document I showed at the counter, they made a copy of it.
    I was bitten by a dog. The owner is {name}, phone {phone}.
    On behalf of my father, {name} (born {birth}), I ask for a copy of the burial record.
    It took forever, but in the end {name} sorted out the permit for our block party.
    To whom it may concern: the tree at {address} is about to fall on the wires.
    Great service. No complaints at all, the street looks clean again.
    The bus shelter glass is broken and there is glass all over the ground.
    Is {name} still the supervisor for our district? He told us the drain would be cleared in June.
    Contact: {name}, {email}, {phone}
    The ambulance could not get through because of {name}'s trailer.
    I am {name}, 72 years old, and I cannot carry the bins up the stairs any more.
    our super {first} said the city has to fix the leak. i live at {address}
    Both {name} and {name} saw the contractor pour paint down the storm drain.
    your site said my case was solved but it is NOT. {name_big}, {phone}
    Text {phone} when the inspector is on the way, the gate code is with the janitor.
    The noise comes from the flat of {name}. I have written to {email} four times.
    For the record my driver's license number is {id} and the plate is {plate}.
    I paid with {card} and never got a receipt.
    {name} / {phone} / {address} / please remove the graffiti on our garage
    Happy with the outcome, though the waiting time could be shorter.
"""
SPANISH = """
    Buenos días, soy {name} y la farola de mi portal lleva dos semanas apagada.
    Me llamo {name} y ya llamé tres veces por la basura que no recogen.
    hola soy {name_small} no pasaron por el reciclaje otra vez
    La funcionaria de la ventanilla, {name}, trató muy mal a mi madre.
    Hablé con {name} el lunes y prometió que vendría una cuadrilla. No vino nadie.
    Llámenme al {phone} cuando quieran, después de las seis.
    Mi correo es {email} y mi teléfono {phone}, gracias.
    {name}, con domicilio en {address}, solicito la reparación de la acera.
    Sale agua de la boca de riego frente a {address} desde anoche.
    Mi vecino {name} aparca la furgoneta en la acera, matrícula {plate}.
    Una camioneta con placas {plate} tiró un colchón detrás de la escuela.
    El coche, {plate}, lleva un mes sin moverse y tiene las ruedas pinchadas.
    Gracias por arreglar la señal tan rápido.\\n\\nAtentamente,\\n{name}
    El inspector nunca llegó y perdí el día de trabajo.\\n{name}\\n{phone}
    Quiero cambiar el titular del recibo del agua de {name} a {name}.
    Mi DNI es {id}, ¿necesitan algo más para el descuento?
    Pedí la ayuda para mayores. Fecha de nacimiento: {birth}, documento {id}.
    Mi hija {first} nació el {birth} y necesita un paso de peatones cerca de la escuela.
    Devuelvan el cobro doble a mi tarjeta {card}, por favor.
    El reembolso a la cuenta {iban}, como puse en el formulario.
    Subí la foto del bache a {link} para que vean lo hondo que es.
    Sigan la historia en {link}, ya comentó media cuadra.
    ¿Por qué a {name} le arreglan la banqueta y nosotros esperamos años?
    {first} del centro de llamadas fue un encanto, felicítenla de mi parte.
    Yo, {name}, vecina de {address}, recurro la multa de aparcamiento.
    Manden la carta a {address}, no a mi piso anterior.
    mi casero {name_small} no arregla la calefacción y tenemos un bebé
    Otra vez ratas junto al contenedor. Escríbanme a {email}
    El señor {last} quema plástico en su patio cada tarde.
    La señora {name} de limpieza nos explicó todo con paciencia, un diez.
    Enseñé el pasaporte {id} en la ventanilla y le hicieron una copia.
    Me mordió un perro. La dueña es {name}, teléfono {phone}.
    En nombre de mi padre, {name} (nacido el {birth}), pido una copia del acta.
    Tardó mucho, pero al final {name} resolvió el permiso para la fiesta de la cuadra.
    A quien corresponda: el árbol de {address} está por caerse sobre los cables.
    Muy buen servicio. Ninguna queja, la plaza quedó limpia.
    La parada del autobús tiene el vidrio roto y hay cristales por el suelo.
    ¿Sigue siendo {name} la encargada del distrito? Nos dijo que limpiarían el desagüe en junio.
    Contacto: {name}, {email}, {phone}
    La ambulancia no pudo pasar por culpa del remolque de {name}.
    Tengo 72 años, me llamo {name} y ya no puedo subir los cubos.
    la portera {first} dice que la fuga es del ayuntamiento. vivo en {address}
    Tanto {name} como {name} vieron al contratista tirar pintura en la alcantarilla.
    dicen que mi caso está resuelto y NO es verdad. {name_big}, {phone}
    Avisen al {phone} cuando venga el inspector, la llave la tiene el conserje.
    El ruido viene del piso de {name}. He escrito a {email} cuatro veces.
    Mi licencia de conducir es {id} y la placa {plate}.
    Pagué con {card} y nunca recibí el comprobante.
    {name} / {phone} / {address} / quiten el grafiti de la cochera
    Contento con el resultado, aunque la espera podría ser más corta.
"""
CHINESE = """
    您好，我是{name}，楼下的路灯坏了两个星期了，没有人来修。
    我叫{name}，为了垃圾没收的事已经打了三次电话。
    窗口的工作人员{name}对我母亲态度很差，连表格都不给。
    周一我跟{name}通过话，他答应派人来，结果谁也没来。
    请在六点以后打{phone}联系我。
    我的邮箱是{email}，手机{phone}，谢谢。
    {name}，家住{address}，门口的下水口被树叶堵住了。
    {address}门前的消防栓从昨晚开始漏水。
    邻居{name}总把货车停在人行道上，车牌{plate}。
    一辆{plate}的面包车在学校后面倒了一张床垫。
    那辆车{plate}一个月没动过了，轮胎都瘪了。
    标志牌修得很快，非常感谢！\\n{name}
    检查员一直没来，我白白请了一天假。\\n{name}\\n{phone}
    水费账单的户名要从{name}改成{name}。
    我的身份证号是{id}，办优惠还需要什么材料？
    申请老年补贴，出生日期{birth}，身份证{id}。
    我女儿{name}{birth}出生，学校门口需要护学岗。
    重复扣的钱请退到我的银行卡{card}。
    押金请打到账户{iban}，表里写过了。
    坑的照片发在{link}了，你们可以看看有多深。
    为什么{name}家门口修了新路沿，我们等了好几年？
    客服{name}态度特别好，请表扬她。
    本人{name}，现住{address}，对停车罚款提出异议。
    信请寄到{address}，不要寄到我原来的住处。
    房东{name}一直不修暖气，家里还有孩子。
    垃圾桶旁边又有老鼠。请回复到{email}
    {last}先生每天晚上在院子里烧塑料，味道很大。
    环卫的{last}女士解释得很耐心，给五星。
    我在柜台出示的是护照{id}，他们复印了。
    我被狗咬了，狗主人是{name}，电话{phone}。
    我代父亲{name}（{birth}生）申请一份档案复印件。
    等了很久，最后还是{name}把我们的占道手续办好了。
    {address}的那棵树快倒了，压到电线很危险。
    服务很好，没有什么意见，街道又干净了。
    公交站的玻璃碎了，满地都是碎玻璃。
    {name}还是我们片区的负责人吗？他说六月会清淤。
    联系人：{name}，{phone}，{email}
    救护车过不去，因为{name}的拖车挡住了路。
    我今年七十二岁，叫{name}，已经搬不动垃圾桶了。
    物业的{name}说漏水归市里管。我住{address}
    {name}和{name}都看见施工队往雨水口倒油漆。
    你们说办结了，其实没有解决。{name} {phone}
    检查员出发前请发短信到{phone}，门禁卡在保安那里。
    噪音是从{name}家传出来的，我已经给{email}写了四封信。
    我的驾驶证号{id}，车牌号{plate}。
    我用{card}付的款，一直没有收到收据。
    姓名：{name}；电话：{phone}；地址：{address}；请清除车库上的涂鸦
    对结果满意，就是等的时间有点长。
"""


def read_frames(said: str) -> tuple[str, ...]:
    return tuple(line.strip().replace("\\n", "\n") for line in said.strip().splitlines())


FRAMES = {"en": read_frames(ENGLISH), "es": read_frames(SPANISH), "zh-Hans": read_frames(CHINESE)}
